import { useState } from "react";
import { getHue, getInitial } from "../../lib/initial";
import styles from "./member-avatar.module.css";

interface Props {
  name: string;
  /** Gives the color behind the initial, so that it stays when the name changes. */
  id: string;
  pictureUrl: string | null;
  size?: "small" | "large";
}

/** A member's picture, or the initial on a color. Hidden from screen readers: the name is beside it. */
export function MemberAvatar({ name, id, pictureUrl, size = "small" }: Props) {
  // A picture may have been removed since its address was read.
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <span className={styles.avatar} data-size={size}>
      {pictureUrl && pictureUrl !== missing ? (
        <img src={pictureUrl} alt="" data-avatar className={styles.picture} onError={() => setMissing(pictureUrl)} />
      ) : (
        <span aria-hidden data-avatar className={styles.initial} style={{ "--hue": getHue(id) } as React.CSSProperties}>
          {getInitial(name)}
        </span>
      )}
    </span>
  );
}
