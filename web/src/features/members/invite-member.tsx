import { notifications } from "@mantine/notifications";
import { Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { allAgentsQuery } from "../../api/agents";
import { useCreateMember } from "../../api/members";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { longEnough, required } from "../../lib/validation";
import { NewPassword } from "../../shared/passwords/new-password";
import { useServerForm } from "../../shared/requests/use-server-form";
import { useSession } from "../../shared/session/session-context";
import { AdministratorSwitch } from "./administrator-switch";
import { asAssignments } from "./agent-choice";
import { AgentPicker } from "./agent-picker";
import { FormSection } from "./form-section";
import type { InvitationStart } from "./invitation-start";
import { InvitationSwitch } from "./invitation-switch";
import { PermissionSwitches } from "./permission-switches";

const fields = ["email", "name", "job_title", "role", "permissions", "agent_ids", "company_ids", "password"];

interface Props {
  start: InvitationStart;
  onDone: () => void;
}

/** The form of the invite dialog: who, what, which agents, and how they come in. */
export function InviteMember({ start, onDone }: Props) {
  const minimumLength = useSession().account.minimum_password_length;
  const agents = useQuery(allAgentsQuery);
  const createMember = useCreateMember();
  const { agents: assigned, ...details } = start;
  const [choice, setChoice] = useState(assigned);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { ...details, by_mail: true, password: "" },
    validate: {
      email: required("Enter the member’s e-mail address."),
      name: required("Enter the member’s name."),
      password: (value, values) => (values.by_mail ? null : longEnough(minimumLength)(value)),
    },
    fields,
    save: (values) => {
      const chosen = { permissions: values.permissions, ...asAssignments(choice, agents.data ?? []) };
      return createMember.mutateAsync({
        email: values.email.trim(),
        name: values.name.trim(),
        job_title: values.job_title.trim() || null,
        send_invitation: values.by_mail,
        ...(!values.by_mail && { password: values.password }),
        // An administrator may do everything, so there is nothing to choose.
        ...(values.administrator ? { role: "administrator" } : { role: "member", ...chosen }),
      });
    },
    onSaved: (member) => {
      notifications.show({ message: `${member.name} was ${member.status === "invited" ? "invited" : "added"}.` });
      onDone();
    },
  });
  const { administrator, by_mail } = form.values;

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
          // The address of before is there to be mended or typed over.
          onFocus={(event) => event.currentTarget.select()}
        />
        <TextInput label="Name" {...mandatory} autoComplete="off" {...form.getInputProps("name")} />
        <TextInput label="Job title" autoComplete="off" {...form.getInputProps("job_title")} />
      </Stack>

      <FormSection title="Permissions" error={form.errors.permissions ?? form.errors.role}>
        <PermissionSwitches
          value={form.values.permissions}
          onChange={(permissions) => form.setFieldValue("permissions", { ...form.values.permissions, ...permissions })}
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

      <FormSection title="Invitation">
        <InvitationSwitch checked={by_mail} onChange={(checked) => form.setFieldValue("by_mail", checked)} />
      </FormSection>
      {!by_mail && (
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
      )}
      <FormError>{refused}</FormError>
      <DialogActions submit={by_mail ? "Create & Send Invite" : "Create Member"} busy={busy} onCancel={onDone} />
    </form>
  );
}
