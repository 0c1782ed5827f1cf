import { Modal } from "@mantine/core";
import styles from "./quick.module.css";
import { commandKey } from "./pressed-key";

interface Props {
  opened: boolean;
  onClose: () => void;
}

const sections: { title: string; keys: [string[], string][] }[] = [
  {
    title: "Everywhere",
    keys: [
      [["/"], "Search the list, or everything where there is no list"],
      [[commandKey, "K"], "Search pages, members, agents and calls"],
      [["?"], "Show these keys"],
      [["Esc"], "Close"],
    ],
  },
  {
    title: "In a call",
    keys: [
      [["Space"], "Play or pause the recording"],
      [["←", "→"], "Back or forward 5 seconds, with Shift 10"],
    ],
  },
];

/** The keys that the page knows. */
export function KeysDialog({ opened, onClose }: Props) {
  return (
    <Modal
      title="Keyboard shortcuts"
      opened={opened}
      onClose={onClose}
      returnFocus={false}
      closeButtonProps={{ "aria-label": "Close" }}
      // The header of a dialog is no banner of the page.
      attributes={{ header: { role: "presentation" } }}
    >
      {sections.map(({ title, keys }) => (
        <section key={title} className={styles.section}>
          <h3 className={styles.sectionTitle}>{title}</h3>
          <dl className={styles.keys}>
            {keys.map(([names, text]) => (
              <div key={text}>
                <dt>
                  {names.map((name) => (
                    <kbd key={name} className={styles.key}>
                      {name}
                    </kbd>
                  ))}
                </dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
