import { useComputedColorScheme } from "@mantine/core";
import { useEffect, type RefObject } from "react";
import WaveSurfer from "wavesurfer.js";
import type { Waveform } from "../../api/schema";
import { getPageNonce } from "../../lib/page-nonce";

/** Draws the waveform of an audio element into a container. A click or a drag on it seeks. */
export function useWaveform(
  container: RefObject<HTMLDivElement | null>,
  audio: RefObject<HTMLAudioElement | null>,
  { channels, duration_seconds: duration }: Waveform,
): void {
  const colorScheme = useComputedColorScheme("light");
  useEffect(() => {
    if (!container.current || !audio.current) return;
    // A canvas cannot use CSS variables: the style sheet sets the colours as those of the text and the caret.
    const { color, caretColor } = getComputedStyle(container.current);
    const row = { waveColor: color, progressColor: caretColor, height: channels.length > 1 ? 40 : 64 };
    const drawn = WaveSurfer.create({
      container: container.current,
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
      cspNonce: getPageNonce(),
    });
    return () => drawn.destroy();
    // `colorScheme` is a dependency because the computed colours change with it.
  }, [container, audio, channels, duration, colorScheme]);
}
