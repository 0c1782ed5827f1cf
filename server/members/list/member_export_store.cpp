#include "members/list/member_export_store.hpp"

#include <utility>

namespace rollcall::members {

namespace {

constexpr auto select_agent_names = R"(
    SELECT a.name FROM agent_assignments aa JOIN agents a ON a.id = aa.agent_id
    WHERE aa.member_id = $1 ORDER BY a.name_folded, a.id)";
constexpr auto select_company_names = R"(
    SELECT c.name FROM company_assignments ca JOIN companies c ON c.id = ca.company_id
    WHERE ca.member_id = $1 ORDER BY c.name_folded, c.id)";

std::string read_name(const database::Row& row) { return row.text(0); }

}  // namespace

database::Page<ExportedMember> list_for_export(database::Transaction& tx, const MemberFilter& filter,
                                               const database::PageRequest& request) {
    auto page = list(tx, filter, request);
    database::Page<ExportedMember> exported;
    exported.next_cursor = std::move(page.next_cursor);
    for (auto& member : page.items) {
        auto agents = tx.all(select_agent_names, read_name, member.id);
        auto companies = tx.all(select_company_names, read_name, member.id);
        exported.items.push_back({std::move(member), std::move(agents), std::move(companies)});
    }
    return exported;
}

}  // namespace rollcall::members
