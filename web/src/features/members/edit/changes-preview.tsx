import { Fragment } from "react";
import { conflictNotice } from "../../../shared/requests/conflict-notice";
import type { Difference } from "../member-difference";
import styles from "./changes-preview.module.css";

interface Props {
  /** What someone else has changed while the form was open; null if nobody has. */
  conflict: Difference[] | null;
  differences: Difference[];
}

/** What saving will change, and what someone else has changed since. */
export function ChangesPreview({ conflict, differences }: Props) {
  if (!conflict && differences.length === 0) return null;
  return (
    <div className={styles.preview} tabIndex={0} role="group" aria-label="Before saving">
      {conflict && (
        <section role="alert" aria-label="Changed by someone else" className={styles.conflict}>
          <p>{conflictNotice}</p>
          <DifferenceList differences={conflict} />
        </section>
      )}
      {differences.length > 0 && (
        <section aria-label="What will change">
          <h3 className={styles.title}>What will change</h3>
          <DifferenceList differences={differences} />
        </section>
      )}
    </div>
  );
}

/** Lines such as "+ Can view recordings", "− Sales, Support" and "Name: José → José Álvarez". */
function DifferenceList({ differences }: { differences: Difference[] }) {
  return (
    <ul className={styles.lines}>
      {differences.map((difference, index) => (
        <li key={index}>
          <DifferenceLine difference={difference} />
        </li>
      ))}
    </ul>
  );
}

function DifferenceLine({ difference }: { difference: Difference }) {
  switch (difference.kind) {
    case "text":
      return difference.text;
    case "field":
      return (
        <>
          {difference.label}: <FieldValue>{difference.before}</FieldValue> → <FieldValue>{difference.after}</FieldValue>
        </>
      );
    case "gained":
    case "lost":
      return (
        <>
          <span className={styles.sign}>{difference.kind === "gained" ? "+ " : "− "}</span>
          <Names names={difference.names} />
          {difference.note}
        </>
      );
  }
}

function FieldValue({ children }: { children: string }) {
  return children ? <bdi>{children}</bdi> : <span className={styles.quiet}>none</span>;
}

const maximumNames = 8;

function Names({ names }: { names: string[] }) {
  const more = names.length - maximumNames;
  return (
    <>
      {names.slice(0, maximumNames).map((name, index) => (
        <Fragment key={index}>
          {index > 0 && ", "}
          <bdi>{name}</bdi>
        </Fragment>
      ))}
      {more > 0 && ` and ${more} more`}
    </>
  );
}
