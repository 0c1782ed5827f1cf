import { Anchor } from "@mantine/core";
import { partsOf } from "./mail-parts";
import styles from "./mail-text.module.css";

/** The text of a mail as it was written, with its links as links. */
export function MailText({ text }: { text: string }) {
  return (
    <div dir="auto" className={styles.text}>
      {partsOf(text).map((part, index) =>
        part.isLink ? (
          <Anchor key={index} href={part.text} underline="always" inherit>
            {part.text}
          </Anchor>
        ) : (
          part.text
        ),
      )}
    </div>
  );
}
