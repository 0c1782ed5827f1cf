import { TextInput } from "@mantine/core";
import styles from "./fixed-email.module.css";

/** The e-mail is what a member is known by, so it is shown and stays. */
export function FixedEmail({ email }: { email: string }) {
  return (
    <TextInput
      label="Email"
      value={email}
      readOnly
      classNames={{ input: styles.email }}
      inputWrapperOrder={["label", "input", "description"]}
      description="An e-mail address cannot be changed. To use another one, remove this member and invite anew."
    />
  );
}
