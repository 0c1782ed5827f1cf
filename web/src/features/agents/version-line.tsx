import type { VersionSummary } from "../../api/schema";
import { Moment } from "../../components/text/moment";
import styles from "./versions.module.css";

interface Props {
  version: VersionSummary;
  isLive: boolean;
}

/** Which version it is, when it was published and by whom. */
export function VersionLine({ version, isLive }: Props) {
  const { number, published_by: by, publisher_name: name, published_at: at } = version;
  return (
    <div>
      <strong>Version {number}</strong>
      {isLive && " · live"}
      <div className={styles.quiet}>
        <Moment at={at} />
        {by && <> · {name ? <bdi>{name}</bdi> : "a removed member"}</>}
      </div>
    </div>
  );
}
