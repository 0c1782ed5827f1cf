import { notifications } from "@mantine/notifications";
import { Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { allAgentsQuery } from "../../api/agents";
import { useCreateMember } from "../../api/members";
import type { PermissionName } from "../../api/schema";
import { DialogActions } from "../../components/dialog-actions";
import { FormError } from "../../components/form-error";
import { mandatory } from "../../components/mandatory";
import { NewPassword } from "../../components/new-password";
import { longEnough, required } from "../../components/rules";
import { useSession } from "../../components/session-context";
import { useServerForm } from "../../components/use-server-form";
import { asAssignments, nothingChosen } from "./agent-choice";
import { AdministratorSwitch } from "./administrator-switch";
import { AgentPicker } from "./agent-picker";
import { FormSection } from "./form-section";
import { PermissionSwitches } from "./permission-switches";

const fields = ["email", "name", "job_title", "role", "permissions", "agent_ids", "company_ids", "password"];

/** The form of the invite dialog: who, what, which agents, and the first password. */
export function InviteMember({ onDone }: { onDone: () => void }) {
  const minimumLength = useSession().account.minimum_password_length;
  const agents = useQuery(allAgentsQuery);
  const createMember = useCreateMember();
  const [choice, setChoice] = useState(nothingChosen);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: {
      email: "",
      name: "",
      job_title: "",
      administrator: false,
      permissions: {} as Partial<Record<PermissionName, boolean>>,
      password: "",
    },
    validate: {
      email: required("Enter the member’s e-mail address."),
      name: required("Enter the member’s name."),
      password: longEnough(minimumLength),
    },
    fields,
    save: (values) => {
      const chosen = { permissions: values.permissions, ...asAssignments(choice, agents.data ?? []) };
      return createMember.mutateAsync({
        email: values.email.trim(),
        name: values.name.trim(),
        job_title: values.job_title.trim() || null,
        password: values.password,
        send_invitation: false,
        // An administrator may do everything, so there is nothing to choose.
        ...(values.administrator ? { role: "administrator" } : { role: "member", ...chosen }),
      });
    },
    onSaved: (member) => {
      notifications.show({ message: `${member.name} was added.` });
      onDone();
    },
  });
  const { administrator } = form.values;

  return (
    <form {...formProps}>
      <Stack gap="md">
        <TextInput
          label="Email"
          type="email"
          {...mandatory}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps("email")}
        />
        <TextInput label="Name" {...mandatory} autoComplete="off" {...form.getInputProps("name")} />
        <TextInput label="Job title" autoComplete="off" {...form.getInputProps("job_title")} />
      </Stack>

      <FormSection title="Permissions" error={form.errors.permissions ?? form.errors.role}>
        <PermissionSwitches
          value={form.values.permissions}
          onChange={(permissions) => form.setFieldValue("permissions", permissions)}
          disabled={administrator}
        />
        <AdministratorSwitch
          checked={administrator}
          onChange={(checked) => form.setFieldValue("administrator", checked)}
        />
      </FormSection>

      <FormSection title="Agents" error={form.errors.agent_ids ?? form.errors.company_ids}>
        <AgentPicker value={choice} onChange={setChoice} disabled={administrator} />
      </FormSection>

      <FormSection title="First password">
        <NewPassword
          label="Password"
          generator
          minimumLength={minimumLength}
          own={[form.values.name, form.values.email]}
          {...form.getInputProps("password")}
          value={form.values.password}
        />
      </FormSection>
      <FormError>{refused}</FormError>
      <DialogActions submit="Create Member" busy={busy} onCancel={onDone} />
    </form>
  );
}
