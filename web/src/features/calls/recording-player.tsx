import { Anchor, Button, NativeSelect } from "@mantine/core";
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import { recordingAddress, recordingFile } from "../../api/calls";
import type { Waveform } from "../../api/schema";
import { FormError } from "../../components/form/form-error";
import { clockTime } from "../../lib/duration";
import type { PlayerControl } from "./player-control";
import styles from "./recording-player.module.css";
import { usePlayerKeys } from "./use-player-keys";
import { useWaveform } from "./use-waveform";

const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2];

interface Props {
  ref: Ref<PlayerControl>;
  callId: string;
  waveform: Waveform;
  onTime: (seconds: number) => void;
  onPlaying: (playing: boolean) => void;
  onBroken: () => void;
}

/** Plays a recording: the waveform with its played part filled, one row for each channel. */
export function RecordingPlayer({ ref, callId, waveform, onTime, onPlaying, onBroken }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  const [seconds, setSeconds] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [broken, setBroken] = useState(false);
  const wave = useRef<HTMLDivElement>(null);
  const length = waveform.duration_seconds;

  useEffect(() => {
    const element = audio.current!;
    element.setAttribute("src", recordingAddress(callId));
    // Ends what is still being fetched once the player goes: a browser would hold the connection for a good while.
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
    if (broken) element.load();
    setBroken(false);
    // What keeps it from playing comes as an error of its own.
    element.play().catch(() => undefined);
  };
  usePlayerKeys({ toggle, seekBy: (by) => seek(audio.current!.currentTime + by) });
  useImperativeHandle(ref, () => ({ seek }));

  const tellPlaying = useRef(onPlaying);
  useEffect(() => {
    tellPlaying.current = onPlaying;
  }, [onPlaying]);
  useEffect(() => () => tellPlaying.current(false), []);
  const changePlaying = (now: boolean) => {
    setPlaying(now);
    onPlaying(now);
  };

  return (
    <div className={styles.player} data-player>
      <audio
        ref={audio}
        preload="metadata"
        onPlay={() => changePlaying(true)}
        onPause={() => changePlaying(false)}
        onTimeUpdate={({ currentTarget }) => {
          setSeconds(Math.floor(currentTarget.currentTime));
          onTime(currentTarget.currentTime);
        }}
        onError={() => {
          changePlaying(false);
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
        aria-valuetext={`${clockTime(seconds)} of ${clockTime(length)}`}
        className={styles.wave}
        data-channels={waveform.channels.length}
      />
      <div className={styles.controls}>
        <Button size="xs" onClick={toggle} className={styles.play}>
          {playing ? "Pause" : "Play"}
        </Button>
        <span className={styles.time}>
          {clockTime(seconds)} / {clockTime(length)}
        </span>
        <NativeSelect
          aria-label="Speed"
          size="xs"
          className={styles.speed}
          defaultValue="1"
          data={speeds.map((speed) => ({ value: String(speed), label: `${speed} ×` }))}
          onChange={(event) => {
            audio.current!.playbackRate = Number(event.currentTarget.value);
          }}
        />
        <Anchor size="sm" href={recordingFile(callId)} download className={styles.file}>
          Download
        </Anchor>
      </div>
      <FormError>{broken && "The audio broke off. Play goes on from the beginning."}</FormError>
    </div>
  );
}
