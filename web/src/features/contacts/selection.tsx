import { Checkbox } from "@mantine/core";
import { useState } from "react";
import type { Contact } from "../../api/schema";
import type { TableColumn } from "../../components/table/table-column";
import styles from "./bulk.module.css";

/** The contacts that are selected, of those on the page of the list that is shown. */
export interface Selection {
  contacts: Contact[];
  toggle: (contact: Contact) => void;
  toggleAll: () => void;
  clear: () => void;
}

const none = new Set<string>();

/**
 * What is selected of the page that is shown: contacts that are no longer on it are not selected any more. Nothing is
 * selected once `view`, the text of what the list shows, is another one.
 */
export function useSelection(shown: Contact[], view: string): Selection {
  const [selected, setSelected] = useState({ view, ids: none });
  if (selected.view !== view) setSelected({ view, ids: none });
  const ids = selected.view === view ? selected.ids : none;
  const setIds = (next: Set<string>) => setSelected({ view, ids: next });
  const contacts = shown.filter(({ id }) => ids.has(id));
  return {
    contacts,
    toggle: ({ id }) => {
      const next = new Set(contacts.map((contact) => contact.id));
      if (!next.delete(id)) next.add(id);
      setIds(next);
    },
    toggleAll: () => setIds(new Set(contacts.length === shown.length ? [] : shown.map(({ id }) => id))),
    clear: () => setIds(new Set()),
  };
}

/** The column of check boxes before the others. */
export function createSelectColumn(selection: Selection, shownCount: number): TableColumn<Contact> {
  const { contacts, toggle, toggleAll } = selection;
  return {
    key: "select",
    title: "Select",
    width: "40px",
    onPhone: "bare",
    head: (
      <Checkbox
        aria-label="Select all on this page"
        size="sm"
        checked={shownCount > 0 && contacts.length === shownCount}
        indeterminate={contacts.length > 0 && contacts.length < shownCount}
        onChange={toggleAll}
      />
    ),
    cell: (contact) => (
      <div className={styles.select}>
        <Checkbox
          aria-label={`Select ${contact.name}`}
          size="sm"
          checked={contacts.includes(contact)}
          onChange={() => toggle(contact)}
        />
      </div>
    ),
  };
}
