"""The machine's ears and mouth: microphones and loudspeakers, by PortAudio."""
