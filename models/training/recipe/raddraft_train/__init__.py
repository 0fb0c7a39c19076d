"""Fine-tuning of RadDraft's language models: LoRA on answer tokens, on a CPU or a CUDA card."""
