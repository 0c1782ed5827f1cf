import { useForm, type FormRulesRecord } from "@mantine/form";
import { useState } from "react";
import { focusFirstInvalidField, sortRefusal } from "./refusal";

interface Settings<Values, Saved> {
  initialValues: Values;
  validate: FormRulesRecord<Values>;
  /** Sends the values. The messages of an error are shown at the fields, and the values stay. */
  save: (values: Values) => Promise<Saved>;
  onSaved: (saved: Saved) => void;
  /** Handles a refusal that is not about fields; returns whether it did. */
  onRefused?: (error: Error) => boolean;
  /** The API's names of the fields, if they differ from the form's. */
  fields?: readonly string[];
}

/** A form whose values the server validates, with its messages at the fields. */
export function useServerForm<Values extends Record<string, unknown>, Saved>(settings: Settings<Values, Saved>) {
  const { initialValues, validate, save, onSaved, onRefused, fields = Object.keys(initialValues) } = settings;
  const form = useForm<Values>({ initialValues, validate });
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const send = async (values: Values, element: HTMLElement | undefined) => {
    setRefused(null);
    setBusy(true);
    try {
      onSaved(await save(values));
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

  return {
    form,
    busy,
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
