import { Button, Group, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { CopyButton } from "../../components/form/copy-button";
import { generatePassword } from "../../shared/passwords/generate-password";
import type { PlatformWords } from "./platform-words";

const generatedLength = 32;

interface Props {
  label: string;
  description: string;
  placeholder?: string;
  words: PlatformWords;
  value: string;
  onChange: (value: string) => void;
  error?: React.ReactNode;
}

/** The field for a connection's secret. Where it is of one's own choice, it can be generated. */
export function SecretField({ words, value, onChange, error, ...field }: Props) {
  const [visible, setVisible] = useState(false);

  const generate = (event: React.MouseEvent<HTMLButtonElement>) => {
    onChange(generatePassword(generatedLength));
    setVisible(true);
    // Counts as typed, so that a click outside of a dialog does not close it.
    event.currentTarget.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };

  return (
    <div>
      <PasswordInput
        {...field}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        aria-invalid={Boolean(error)}
        visible={visible}
        onVisibilityChange={setVisible}
        autoComplete="off"
        spellCheck={false}
        visibilityToggleButtonProps={{ "aria-label": visible ? "Hide secret" : "Show secret", tabIndex: 0 }}
      />
      {words.isSecretChosen && (
        <Group gap="xs" mt="xs">
          <Button variant="default" size="xs" onClick={generate}>
            Generate
          </Button>
          <CopyButton text={value} />
        </Group>
      )}
    </div>
  );
}
