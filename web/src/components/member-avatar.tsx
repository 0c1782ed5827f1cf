import { useState } from "react";
import { InitialAvatar } from "./initial-avatar";
import styles from "./member-avatar.module.css";

interface Props {
  name: string;
  id: string;
  pictureUrl: string | null;
  size?: "small" | "large";
}

/** Somebody's picture, or the initial. Says nothing to screen readers: the name stands beside it. */
export function MemberAvatar({ name, id, pictureUrl, size = "small" }: Props) {
  // A picture that was taken away meanwhile.
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <span className={styles.avatar} data-size={size}>
      {pictureUrl && pictureUrl !== missing ? (
        <img src={pictureUrl} alt="" data-avatar className={styles.picture} onError={() => setMissing(pictureUrl)} />
      ) : (
        <InitialAvatar name={name} id={id} />
      )}
    </span>
  );
}
