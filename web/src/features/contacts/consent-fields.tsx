import { Stack, Textarea, TextInput } from "@mantine/core";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { useToday } from "../../shared/session/use-today";
import styles from "./contacts.module.css";

interface Props {
  getProps: (name: "consent_purpose" | "consent_source" | "consent_wording" | "consent_at") => object;
}

/** The fields of a consent: that a person agreed to be called. */
export function ConsentFields({ getProps }: Props) {
  const today = useToday();
  return (
    <Stack gap="md">
      <div className={styles.pair}>
        <TextInput
          label="Purpose"
          placeholder="Offers by phone"
          {...mandatory}
          dir="auto"
          autoComplete="off"
          {...getProps("consent_purpose")}
        />
        <TextInput
          label="Source"
          placeholder="Form on the website"
          {...mandatory}
          dir="auto"
          autoComplete="off"
          {...getProps("consent_source")}
        />
      </div>
      <TextInput label="Given on" type="date" max={today} {...mandatory} {...getProps("consent_at")} />
      <Textarea
        label="Wording"
        description="What the contact agreed to, word for word."
        dir="auto"
        autosize
        minRows={2}
        maxRows={8}
        {...getProps("consent_wording")}
      />
    </Stack>
  );
}

/** The checks of the form before it is sent. */
export const createConsentChecks = (today: string) => ({
  consent_purpose: required("Enter what the calls are about."),
  consent_source: required("Enter where the consent was given."),
  consent_at: (day: string) =>
    required("Enter the day on which the consent was given.")(day) ?? (day > today ? "This is in the future." : null),
});
