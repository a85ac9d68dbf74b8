# representatives
