import { hueOf, initialOf } from "./initial";
import styles from "./initial-avatar.module.css";

interface Props {
  name: string;
  /** What the colour is taken from. It stays when the name changes. */
  id: string;
}

/** A coloured circle with the first letter of a name. Says nothing to screen readers: the name stands beside it. */
export function InitialAvatar({ name, id }: Props) {
  return (
    <span aria-hidden data-avatar className={styles.avatar} style={{ "--hue": hueOf(id) } as React.CSSProperties}>
      {initialOf(name)}
    </span>
  );
}
