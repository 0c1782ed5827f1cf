import { useForm, type FormRulesRecord } from "@mantine/form";
import { useState } from "react";
import { focusFirstWrongField, sortRefusal } from "./refusal";

interface Settings<Values, Answer> {
  initialValues: Values;
  validate: FormRulesRecord<Values>;
  /** Sends what is typed. What it throws is shown at the fields, and nothing typed is lost. */
  save: (values: Values) => Promise<Answer>;
  onSaved: (answer: Answer) => void;
  /** Deals with a refusal that is no matter of fields; answers whether it did. */
  onRefused?: (error: Error) => boolean;
  /** The API's names of the fields, where they differ from the form's own. */
  fields?: readonly string[];
}

/** A form whose last word has the server. */
export function useServerForm<Values extends Record<string, unknown>, Answer>(settings: Settings<Values, Answer>) {
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
      focusFirstWrongField(element);
    } finally {
      setBusy(false);
    }
  };

  return {
    form,
    busy,
    /** What the server refused and no field holds. */
    refused,
    formProps: {
      noValidate: true,
      onSubmit: form.onSubmit(
        (values, event) => void send(values, event?.currentTarget),
        (_errors, _values, event) => focusFirstWrongField(event?.currentTarget),
      ),
    },
  };
}
