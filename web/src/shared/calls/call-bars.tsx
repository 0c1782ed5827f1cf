import { VisuallyHidden } from "@mantine/core";
import { formatDay, formatShortDay } from "../../lib/days";
import { formatCompact, formatCount } from "../../lib/numbers";
import { useWidth } from "../../lib/use-width";
import styles from "./call-bars.module.css";

/** The calls of a day, or of several days that share a bar. Both days are included. */
export interface Bar {
  from: string;
  to: string;
  calls: number;
}

/** The narrowest bar over which its number fits, and the narrowest place for a day beneath, in pixels. */
const narrowestBar = 31;
const narrowestDay = 52;

interface Props {
  /** The bars, at most as many as there is room for, oldest first. */
  getBars: (most: number) => Bar[];
  /** A line above the bars. */
  describe?: (bars: Bar[]) => string;
}

/** Bars of calls per day, each with its number over it. */
export function CallBars(props: Props) {
  const { ref, width } = useWidth<HTMLDivElement>();
  return <div ref={ref}>{width !== undefined && <Bars {...props} width={width} />}</div>;
}

function Bars({ getBars, describe, width }: Props & { width: number }) {
  const bars = getBars(Math.max(1, Math.floor(width / narrowestBar)));
  const highest = Math.max(1, ...bars.map(({ calls }) => calls));
  const daysApart = Math.ceil(narrowestDay / (width / bars.length));
  return (
    <>
      {describe && <p className={styles.title}>{describe(bars)}</p>}
      <ol className={styles.bars} data-narrow={daysApart > 1 || undefined}>
        {bars.map((bar, index) => (
          <li key={bar.from} className={styles.bar}>
            <VisuallyHidden>
              {nameDays(bar)}: {formatCount(bar.calls, "call")}
            </VisuallyHidden>
            <span aria-hidden className={styles.number}>
              {bar.calls > 0 && formatCompact(bar.calls)}
            </span>
            <span aria-hidden className={styles.room}>
              <span className={styles.filled} style={{ height: `${(100 * bar.calls) / highest}%` }} />
            </span>
            <span aria-hidden className={styles.day}>
              {(bars.length - 1 - index) % daysApart === 0 && formatShortDay(bar.from)}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

export function nameDays({ from, to }: Pick<Bar, "from" | "to">): string {
  return from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;
}
