"""The language server: editors are told of findings while a draft is written. pygls is loaded here only."""
