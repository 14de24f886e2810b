"""Letters: from templates and a case to blocks, and from blocks to Markdown and text."""
