import { useForm, type FormRulesRecord } from "@mantine/form";
import { useEffect, useState } from "react";
import { useCloseGuard } from "../../components/dialog/close-guard";
import { hasDraft, removeDraft } from "../../lib/stored-drafts";
import { useKeptDraft, useRestoredDraft, type OutdatedDraft } from "./use-draft";
import { focusFirstInvalidField, sortRefusal } from "./refusal";

interface Settings<Values, Saved> {
  initialValues: Values;
  validate: FormRulesRecord<Values>;
  /** Sends the values. The messages of an error are shown at the fields, and the values stay. */
  save: (values: Values) => Promise<Saved>;
  /** Runs when the values are saved, unless the dialog of the form was closed meanwhile. */
  onSaved: (saved: Saved) => void;
  /** Handles a refusal that is not about fields; returns whether it did. */
  onRefused?: (error: Error) => boolean;
  /** The API's names of the fields, if they differ from the form's. */
  fields?: readonly string[];
  /**
   * Keeps what is typed under this name until it is saved or the form closes, so that a reload or the end of the session
   * loses nothing: "create-company", "edit-agent:ID". Passwords and secrets are not kept.
   */
  draft?: string;
}

/** A form whose values the server validates, with its messages at the fields. */
export function useServerForm<Values extends Record<string, unknown>, Saved>(settings: Settings<Values, Saved>) {
  const { initialValues, validate, save, onSaved, onRefused, fields = Object.keys(initialValues) } = settings;
  const { draft } = settings;
  const [base, setBase] = useState(initialValues);
  const { restored, outdated, setOutdated } = useRestoredDraft(draft, initialValues);
  const form = useForm<Values>({ initialValues: restored, validate });
  const isKept = useKeptDraft(draft, base, form.values, outdated);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const guard = useCloseGuard();
  const isChanged = JSON.stringify(form.values) !== JSON.stringify(base);
  useEffect(() => {
    if (isChanged) guard?.reportTyping(true, isKept);
  }, [guard, isChanged, isKept]);

  const send = async (values: Values, element: HTMLElement | undefined) => {
    setRefused(null);
    setBusy(true);
    const wasClosed = guard?.watchClosing();
    try {
      const saved = await save(values);
      // Another form may be typed into by now, or another page open: only what the write itself reads again changes.
      if (wasClosed?.()) return;
      setBase(values);
      setOutdated({});
      if (draft !== undefined) removeDraft(draft);
      guard?.reportTyping(false);
      onSaved(saved);
    } catch (cause) {
      const error = cause as Error;
      if (onRefused?.(error)) return;
      const refusal = sortRefusal(error, fields);
      form.setErrors(refusal.fields);
      setRefused(refusal.rest);
      focusFirstInvalidField(element);
    } finally {
      setBusy(false);
    }
  };

  /** Shows values on top of another state of the server. Only what differs from that state counts as typed. */
  const setDraft = (values: Values, saved: Values) => {
    setBase(saved);
    setOutdated({});
    form.setValues(values);
    form.clearErrors();
  };
  const outdatedDraft: OutdatedDraft = {
    isOutdated: Object.keys(outdated).length > 0,
    showSaved: () => {
      const saved = Object.fromEntries(Object.keys(outdated).map((field) => [field, base[field]])) as Partial<Values>;
      form.setValues(saved);
      setOutdated({});
      if (draft === undefined || JSON.stringify({ ...form.values, ...saved }) !== JSON.stringify(base)) return;
      removeDraft(draft);
      // A state beside the form may still differ.
      if (!hasDraft(draft)) guard?.reportTyping(false);
    },
  };

  return {
    form,
    busy,
    setDraft,
    outdatedDraft,
    /** Whether a draft of what is typed survives a reload. */
    isKept,
    /** Why the server refused, if the reason belongs to no field. */
    refused,
    formProps: {
      noValidate: true,
      onSubmit: form.onSubmit(
        (values, event) => void send(values, event?.currentTarget),
        (_errors, _values, event) => focusFirstInvalidField(event?.currentTarget),
      ),
    },
  };
}
