import { Anchor, Button, NativeSelect } from "@mantine/core";
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import { getRecordingAddress, getRecordingFile } from "../../api/calls";
import type { Waveform } from "../../api/schema";
import { FormError } from "../../components/form/form-error";
import { formatDuration } from "../../lib/times";
import styles from "./recording.module.css";
import { skipSeconds, usePlayerKeys } from "./use-player-keys";
import { useWaveform } from "./use-waveform";

const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2];

/** The functions of the player for other components. */
export interface PlayerControl {
  seek: (seconds: number) => void;
}

interface Props {
  ref: Ref<PlayerControl>;
  callId: string;
  waveform: Waveform;
  onTime: (seconds: number) => void;
  onPlaying: (playing: boolean) => void;
  /** The audio broke off: the stream ended before its end. */
  onBroken: () => void;
}

/** Plays a recording. The waveform has one row for each channel, with the played part filled. */
export function RecordingPlayer({ ref, callId, waveform, onTime, onPlaying, onBroken }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  const [seconds, setSeconds] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [broken, setBroken] = useState(false);
  const wave = useRef<HTMLDivElement>(null);
  const length = waveform.duration_seconds;

  useEffect(() => {
    const element = audio.current!;
    element.setAttribute("src", getRecordingAddress(callId));
    // Aborts a download that is still running: a browser would hold the connection for a while.
    return () => {
      element.pause();
      element.removeAttribute("src");
      element.load();
    };
  }, [callId]);
  useWaveform(wave, audio, waveform);
  const seek = (to: number) => {
    if (audio.current) audio.current.currentTime = Math.min(Math.max(to, 0), length);
  };
  const toggle = () => {
    const element = audio.current!;
    if (!element.paused) return element.pause();
    if (broken) loadAgain(element);
    setBroken(false);
    // `onError` handles the failure.
    element.play().catch(() => undefined);
  };
  const seekBy = (by: number) => seek(audio.current!.currentTime + by);
  usePlayerKeys({ toggle, seekBy });
  useImperativeHandle(ref, () => ({ seek }));

  const latestOnPlaying = useRef(onPlaying);
  useEffect(() => {
    latestOnPlaying.current = onPlaying;
  }, [onPlaying]);
  useEffect(() => () => latestOnPlaying.current(false), []);
  const reportPlaying = (isPlaying: boolean) => {
    setPlaying(isPlaying);
    onPlaying(isPlaying);
  };

  return (
    <div className={styles.player} data-player>
      <audio
        ref={audio}
        preload="metadata"
        onPlay={() => reportPlaying(true)}
        onPause={() => reportPlaying(false)}
        onTimeUpdate={({ currentTarget }) => {
          setSeconds(Math.floor(currentTarget.currentTime));
          onTime(currentTarget.currentTime);
        }}
        onError={() => {
          reportPlaying(false);
          setBroken(true);
          onBroken();
        }}
      />
      <div
        ref={wave}
        role="slider"
        tabIndex={0}
        aria-label="Position"
        aria-valuemin={0}
        aria-valuemax={Math.round(length)}
        aria-valuenow={Math.min(seconds, Math.round(length))}
        aria-valuetext={`${formatDuration(seconds)} of ${formatDuration(length)}`}
        className={styles.wave}
        data-channels={waveform.channels.length}
      />
      <div className={styles.controls}>
        <Button size="xs" onClick={toggle} className={styles.play}>
          {playing ? "Pause" : "Play"}
        </Button>
        <SkipButton seconds={-skipSeconds} onSkip={seekBy} />
        <SkipButton seconds={skipSeconds} onSkip={seekBy} />
        <span className={styles.time}>
          {formatDuration(seconds)} / {formatDuration(length)}
        </span>
        <NativeSelect
          aria-label="Speed"
          size="xs"
          className={styles.speed}
          defaultValue="1"
          data={speeds.map((speed) => ({ value: String(speed), label: `${speed} ×` }))}
          onChange={(event) => {
            const speed = Number(event.currentTarget.value);
            audio.current!.playbackRate = speed;
            // `load`, after the audio broke off, goes back to this one.
            audio.current!.defaultPlaybackRate = speed;
          }}
        />
        <Anchor size="sm" href={getRecordingFile(callId)} download className={styles.file}>
          Download
        </Anchor>
      </div>
      <FormError>{broken && "Playback was interrupted. Press Play to continue."}</FormError>
    </div>
  );
}

/** Loads audio that broke off, to be played from the same position. */
function loadAgain(audio: HTMLAudioElement): void {
  const position = audio.currentTime;
  audio.load();
  audio.currentTime = position; // Before the audio is loaded, this is where it will start.
}

function SkipButton({ seconds, onSkip }: { seconds: number; onSkip: (by: number) => void }) {
  const length = Math.abs(seconds);
  const isBack = seconds < 0;
  return (
    <Button
      variant="default"
      size="xs"
      aria-label={isBack ? `Back ${length} seconds` : `Forward ${length} seconds`}
      aria-keyshortcuts={isBack ? "Shift+ArrowLeft" : "Shift+ArrowRight"}
      onClick={() => onSkip(seconds)}
    >
      {isBack ? "−" : "+"}
      {length} s
    </Button>
  );
}
