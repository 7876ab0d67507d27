"""Terms: names of laws, documents, bodies and set phrases."""
