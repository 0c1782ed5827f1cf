import { Button, Stack, Switch, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { allAgentsQuery } from "../../../api/agents";
import { useCreateMember } from "../../../api/members";
import { DialogActions } from "../../../components/dialog/dialog-actions";
import { TaskDialog } from "../../../components/dialog/task-dialog";
import { FormError } from "../../../components/form/form-error";
import { mandatory } from "../../../components/form/mandatory";
import { longEnough, required } from "../../../lib/validation";
import { NewPassword } from "../../../shared/passwords/new-password";
import { useServerForm } from "../../../shared/requests/use-server-form";
import { useCan, useSession } from "../../../shared/session/session-context";
import { toAssignments } from "../agent-choice";
import type { InvitationDraft } from "../member-draft";
import { AccessFields, FormSection } from "../member-form";

export function InviteButton({ onClick }: { onClick: () => void }) {
  if (!useCan("create_members")) return null;
  return <Button onClick={onClick}>+ Invite</Button>;
}

interface DialogProps {
  /** The initial values of the form. */
  draft: InvitationDraft;
  opened: boolean;
  onClose: () => void;
}

export function InviteDialog({ draft, opened, onClose }: DialogProps) {
  return (
    <TaskDialog title="Invite a new member" opened={opened} onClose={onClose} size={600}>
      <InviteForm draft={draft} onDone={onClose} />
    </TaskDialog>
  );
}

const fields = ["email", "name", "job_title", "role", "permissions", "agent_ids", "company_ids", "password"];

interface FormProps {
  draft: InvitationDraft;
  onDone: () => void;
}

function InviteForm({ draft, onDone }: FormProps) {
  const minimumLength = useSession().account.minimum_password_length;
  const allAgents = useQuery(allAgentsQuery);
  const createMember = useCreateMember();
  const { agents: assigned, ...details } = draft;
  const [agents, setAgents] = useState(assigned);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { ...details, send_invitation: true, password: "" },
    validate: {
      email: required("Enter the member’s e-mail address."),
      name: required("Enter the member’s name."),
      password: (value, values) => (values.send_invitation ? null : longEnough(minimumLength)(value)),
    },
    fields,
    save: (values) => {
      const access = { permissions: values.permissions, ...toAssignments(agents, allAgents.data ?? []) };
      return createMember.mutateAsync({
        email: values.email.trim(),
        name: values.name.trim(),
        job_title: values.job_title.trim() || null,
        send_invitation: values.send_invitation,
        ...(!values.send_invitation && { password: values.password }),
        ...(values.administrator ? { role: "administrator" } : { role: "member", ...access }),
      });
    },
    onSaved: (member) => {
      notifications.show({ message: `${member.name} was ${member.status === "invited" ? "invited" : "added"}.` });
      onDone();
    },
  });
  const { send_invitation } = form.values;

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
          // The email of a removed member is selected, to be typed over.
          onFocus={(event) => event.currentTarget.select()}
        />
        <TextInput label="Name" {...mandatory} autoComplete="off" {...form.getInputProps("name")} />
        <TextInput label="Job title" autoComplete="off" {...form.getInputProps("job_title")} />
      </Stack>
      <AccessFields
        permissions={form.values.permissions}
        onPermissionsChange={(permissions) => form.setFieldValue("permissions", permissions)}
        administrator={form.values.administrator}
        onAdministratorChange={(administrator) => form.setFieldValue("administrator", administrator)}
        agents={agents}
        onAgentsChange={setAgents}
        errors={form.errors}
      />
      <FormSection title="Invitation">
        <InvitationSwitch
          checked={send_invitation}
          onChange={(checked) => form.setFieldValue("send_invitation", checked)}
        />
      </FormSection>
      {!send_invitation && (
        <FormSection title="First password">
          <NewPassword
            label="Password"
            generator
            minimumLength={minimumLength}
            guessable={[form.values.name, form.values.email]}
            {...form.getInputProps("password")}
            value={form.values.password}
          />
        </FormSection>
      )}
      <FormError>{refused}</FormError>
      <DialogActions
        submit={send_invitation ? "Create & Send Invite" : "Create Member"}
        busy={busy}
        onCancel={onDone}
      />
    </form>
  );
}

interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** On: an email invites the member (M22). Off: the administrator hands over a password (M23). */
function InvitationSwitch({ checked, onChange }: SwitchProps) {
  const { sends_mail } = useSession().account;
  const sent = sends_mail
    ? "A mail brings a link to choose a password."
    : "No mail server is set, so the mail stays in Account > Outbox: hand over the link to choose a password from there.";
  return (
    <Switch
      label="Send invitation email"
      description={checked ? sent : "No mail goes out: set a first password below."}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
