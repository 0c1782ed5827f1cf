import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { allCompaniesQuery } from "../api/companies";
import { CreateAgentButton } from "../features/agents/create-agent";
import { CreateCompanyButton } from "../features/companies/company-form";
import { CreateConnectionButton } from "../features/connections/create-connection";
import type { StepAction } from "../features/home/first-steps";
import { InviteButton, InviteDialog } from "../features/members/invite/invite-member";
import { emptyInvitation } from "../features/members/member-draft";

/** The button that does a first step, with its dialog, which is open at first: it was asked for. */
export const FirstStepAction: StepAction = ({ step }) => {
  const companies = useQuery({ ...allCompaniesQuery, enabled: step === "agents" }).data ?? [];
  switch (step) {
    case "company":
      return <CreateCompanyButton startsOpen />;
    case "connection":
      return <CreateConnectionButton startsOpen />;
    case "agents":
      return <CreateAgentButton companies={companies} startsOpen />;
    case "invitation":
      return <Invite />;
  }
};

function Invite() {
  const [opened, { open, close }] = useDisclosure(true);
  return (
    <>
      <InviteButton onClick={open} />
      <InviteDialog draft={emptyInvitation} opened={opened} onClose={close} />
    </>
  );
}
