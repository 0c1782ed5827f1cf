import { Fragment } from "react";
import type { Difference } from "./difference";
import styles from "./difference-list.module.css";

/** Lines such as "+ Can view recordings", "− Sales, Support" and "Name: José → José Álvarez". */
export function DifferenceList({ differences }: { differences: Difference[] }) {
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
