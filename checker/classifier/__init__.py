"""What a sentence is about and what it does: trained elsewhere, run here with numpy and jieba alone.

Nothing is imported on start: `checker.classifier.store` loads a model, the rest serves it.
"""
