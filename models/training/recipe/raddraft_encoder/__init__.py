"""Fine-tunes multilingual-e5-small as RadDraft's status encoder and writes it as the files of models/status/encoder."""
