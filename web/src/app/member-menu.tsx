import { useEffect, useRef, useState } from "react";
import { Address } from "../components/text/address";
import { TwoLines } from "../components/text/two-lines";
import { useLoaded } from "../lib/use-loaded";
import { MemberAvatar } from "../shared/members/member-avatar";
import { useSession } from "../shared/session/session-context";
import styles from "./member-menu.module.css";

const importList = async () => (await import("./member-menu-list")).MemberMenuList;

/** The signed-in member, whose menu is loaded when it is first opened. */
export function MemberMenu() {
  const { member } = useSession();
  const [opened, setOpened] = useState(false);
  const [List, load] = useLoaded(importList);
  const button = useRef<HTMLButtonElement>(null);
  const hadFocus = useRef(false);
  // The button is another one inside the loaded menu.
  useEffect(() => {
    if (List && hadFocus.current) button.current?.focus();
  }, [List]);

  const openFirst = async () => {
    hadFocus.current = document.activeElement === button.current;
    await load(() => setOpened(true)).catch(() => undefined); // without a network it can be clicked again
  };
  const label = (
    <>
      <MemberAvatar name={member.name} id={member.id} pictureUrl={member.picture_url} />
      <TwoLines first={member.name} second={member.job_title ?? <Address>{member.email}</Address>} />
    </>
  );
  if (!List) {
    return (
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={false}
        className={styles.member}
        onClick={() => void openFirst()}
      >
        {label}
      </button>
    );
  }
  return (
    <List opened={opened} onChange={setOpened}>
      <button ref={button} type="button" className={styles.member}>
        {label}
      </button>
    </List>
  );
}
