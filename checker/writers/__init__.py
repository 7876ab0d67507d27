"""Writers: a draft with something written into it, be it comments or corrections. All else of the file stays."""
