"""What leaves a case: letters as files, signatures, attachments, packets and sheets."""
