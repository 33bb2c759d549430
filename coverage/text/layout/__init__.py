"""Layout: what each line of a plain text is: headline, paragraph, caption, furniture."""
