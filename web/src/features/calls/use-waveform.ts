import { useComputedColorScheme } from "@mantine/core";
import { useEffect, type RefObject } from "react";
import WaveSurfer from "wavesurfer.js";
import type { Waveform } from "../../api/schema";
import { pageNonce } from "../../lib/page-nonce";

/** Draws the waveform of a playing element into `place`. A click or a drag on it seeks. */
export function useWaveform(
  place: RefObject<HTMLDivElement | null>,
  audio: RefObject<HTMLAudioElement | null>,
  { channels, duration_seconds: duration }: Waveform,
): void {
  const colorScheme = useComputedColorScheme("light");
  useEffect(() => {
    if (!place.current || !audio.current) return;
    // A canvas knows no variables: the colours are those that the style sheet gives to text and caret.
    const { color, caretColor } = getComputedStyle(place.current);
    const row = { waveColor: color, progressColor: caretColor, height: channels.length > 1 ? 40 : 64 };
    const drawn = WaveSurfer.create({
      container: place.current,
      media: audio.current,
      peaks: channels,
      duration,
      ...row,
      ...(channels.length > 1 && { splitChannels: channels.map(() => row) }),
      cursorColor: caretColor,
      barWidth: 2,
      barGap: 1,
      barRadius: 1,
      barMinHeight: 1,
      normalize: true,
      dragToSeek: true,
      cspNonce: pageNonce(),
    });
    return () => drawn.destroy();
    // The peaks of a recording never change; its colours follow the scheme.
  }, [place, audio, channels, duration, colorScheme]);
}
