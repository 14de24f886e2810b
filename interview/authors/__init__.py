"""For authors of trees and letters, and for interviews that are prepared in a file."""
