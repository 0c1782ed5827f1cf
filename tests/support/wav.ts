/** A WAV file (16 bits, 8,000 samples a second): a tone in each channel, as loud as `loudness` says. */
export function wav({ seconds = 1, loudness = [0.5] }: { seconds?: number; loudness?: number[] } = {}): Buffer {
  const channels = loudness.length;
  const frames = Math.round(seconds * 8_000);
  const size = frames * channels * 2;
  const file = Buffer.alloc(44 + size);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + size, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(8_000, 24);
  file.writeUInt32LE(8_000 * channels * 2, 28);
  file.writeUInt16LE(channels * 2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(size, 40);
  for (let frame = 0; frame < frames; ++frame) {
    loudness.forEach((loud, channel) => {
      const sample = Math.round(Math.sin(frame / 3) * loud * 32_767);
      file.writeInt16LE(sample, 44 + (frame * channels + channel) * 2);
    });
  }
  return file;
}
