import { Button, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { allAgentsQuery } from "../../../api/agents";
import { useCreateMember } from "../../../api/member-changes";
import { DialogActions } from "../../../components/dialog/dialog-actions";
import { TaskDialog } from "../../../components/dialog/task-dialog";
import { FormError } from "../../../components/form/form-error";
import { mandatory } from "../../../components/form/mandatory";
import { longEnough, required } from "../../../lib/validation";
import { NewPassword } from "../../../shared/passwords/new-password";
import { useDraftState } from "../../../shared/requests/use-draft";
import { useServerForm } from "../../../shared/requests/use-server-form";
import { useCan, useSession } from "../../../shared/session/session-context";
import { toAssignments } from "../agent-choice";
import { emptyInvitation, type InvitationDraft } from "../member-draft";
import { AgentFields, FormSection, RightsFields } from "../member-form";
import { CreatedMember, createdTitles, type Created } from "./created-member";
import { FirstAccessFields, toFirstAccess, type FirstAccess } from "./first-access";

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

const title = "Invite a new member";

export function InviteDialog({ draft, opened, onClose }: DialogProps) {
  const [doneTitle, setDoneTitle] = useState<string | null>(null);
  return (
    <TaskDialog title={doneTitle ?? title} opened={opened} onClose={onClose} size={600}>
      <Invite draft={draft} onDone={onClose} onTitle={setDoneTitle} />
    </TaskDialog>
  );
}

interface InviteProps {
  draft: InvitationDraft;
  onDone: () => void;
  /** Gives the dialog another title; null for its own. */
  onTitle: (title: string | null) => void;
}

/** The form, and then what is handed over. */
function Invite({ draft, onDone, onTitle }: InviteProps) {
  const [created, setCreated] = useState<Created | null>(null);
  useEffect(() => () => onTitle(null), [onTitle]);
  if (created) return <CreatedMember {...created} onDone={onDone} />;
  const show = (created: Created) => {
    setCreated(created);
    onTitle(createdTitles[created.access]);
  };
  return <InviteForm draft={draft} onDone={onDone} onCreated={show} />;
}

const fields = ["email", "name", "job_title", "role", "permissions", "agent_ids", "company_ids", "password"];

interface FormProps {
  draft: InvitationDraft;
  onDone: () => void;
  /** There is something to hand over. */
  onCreated: (created: Created) => void;
}

function InviteForm({ draft, onDone, onCreated }: FormProps) {
  const { minimum_password_length: minimumLength, sends_mail } = useSession().account;
  const allAgents = useQuery(allAgentsQuery);
  const createMember = useCreateMember();
  const { agents: assigned, ...details } = draft;
  // The values of a removed member are of this form only, so that no other invitation starts with what was typed here.
  const draftName = draft === emptyInvitation ? "invite-member" : undefined;
  const { value: agents, set: setAgents } = useDraftState(draftName && `${draftName}:agents`, assigned);
  const firstAccess = (sends_mail ? "email" : "link") as FirstAccess;
  const { form, formProps, refused, busy } = useServerForm({
    draft: draftName,
    initialValues: { ...details, first_access: firstAccess, password: "" },
    validate: {
      email: required("Enter the member’s email address."),
      name: required("Enter the member’s name."),
      password: (value, { first_access }) => (first_access === "password" ? longEnough(minimumLength)(value) : null),
    },
    fields,
    save: (values) => {
      const access = { permissions: values.permissions, ...toAssignments(agents, allAgents.data ?? []) };
      return createMember.mutateAsync({
        email: values.email.trim(),
        name: values.name.trim(),
        job_title: values.job_title.trim() || null,
        ...toFirstAccess(values),
        ...(values.administrator ? { role: "administrator" } : { role: "member", ...access }),
      });
    },
    onSaved: (member) => {
      const { first_access, password } = form.values;
      if (first_access === "password") return onCreated({ access: "password", member, password });
      if (member.invitation_link?.url) return onCreated({ access: "link", member, link: member.invitation_link });
      notifications.show({ message: `${member.name} was invited. Sending the email to ${member.email}.` });
      onDone();
    },
  });
  const { first_access } = form.values;

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
      <RightsFields
        permissions={form.values.permissions}
        onPermissionsChange={(permissions) => form.setFieldValue("permissions", permissions)}
        administrator={form.values.administrator}
        onAdministratorChange={(administrator) => form.setFieldValue("administrator", administrator)}
        errors={form.errors}
      />
      <AgentFields
        administrator={form.values.administrator}
        agents={agents}
        onAgentsChange={setAgents}
        errors={form.errors}
      />
      <FormSection title="Invitation">
        <FirstAccessFields value={first_access} onChange={(access) => form.setFieldValue("first_access", access)} />
      </FormSection>
      {first_access === "password" && (
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
        submit={first_access === "email" ? "Create & Send Invite" : "Create Member"}
        busy={busy}
        onCancel={onDone}
      />
    </form>
  );
}
