"""Text of the genre, standard library only: spans, sentences, numerals, dates, headings, width."""
