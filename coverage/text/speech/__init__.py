"""Speech: verbs and words of speech, whose they are, and the clauses they report."""
