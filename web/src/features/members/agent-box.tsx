import { memo } from "react";
import styles from "./agent-box.module.css";

interface Props {
  id: string;
  name: string;
  ticked: boolean;
  /** Ticked by its company: not to be changed alone. */
  fixed: boolean;
  onTick: (id: string, ticked: boolean) => void;
}

/** One agent. A plain check box and not a component of the library: a thousand of them must appear at once. */
export const AgentBox = memo(function AgentBox({ id, name, ticked, fixed, onTick }: Props) {
  return (
    <label className={styles.agent}>
      <input
        type="checkbox"
        checked={ticked}
        disabled={fixed}
        onChange={(event) => onTick(id, event.currentTarget.checked)}
      />
      <span>
        <bdi>{name}</bdi>
      </span>
    </label>
  );
});
