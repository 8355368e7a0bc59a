"""What a sample consists of: picture, words, sound; decoded, checked and told apart."""
