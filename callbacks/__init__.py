"""What happens when someone asks for a page, sends a form or opens a chart."""
