#pragma once

#include <map>
#include <string>

#include "campaigns/campaign.hpp"
#include "contacts/contact_store.hpp"

namespace rollcall::campaigns {

/// What the agent is told about the contact, by the names that the campaign gives: of "name", "phone", "email",
/// "job_title", "company" (its name) and "field.<key>". What a contact does not have is an empty text.
std::map<std::string, std::string> compose_call_variables(const Campaign& campaign, const contacts::Contact& contact);

}  // namespace rollcall::campaigns
