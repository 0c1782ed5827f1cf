#include "members/removal/removal_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "members/removal/removal.hpp"

namespace rollcall::members {

namespace {

struct ReceiptBody {
    MemberId id;
    std::vector<std::string_view> deleted;
    std::int64_t sessions_ended;
    std::int64_t api_tokens_revoked;
    std::int64_t assignments_deleted;
    std::int64_t mail_deleted;
    Time erase_by;
    std::string_view erased_from;
};
BOOST_DESCRIBE_STRUCT(ReceiptBody, (),
                      (id, deleted, sessions_ended, api_tokens_revoked, assignments_deleted, mail_deleted, erase_by,
                       erased_from))

std::string_view name_of(database::Database::ErasedFrom erased_from) {
    return erased_from == database::Database::ErasedFrom::every_file ? "data_folder" : "tables";
}

}  // namespace

http::Response handle_remove_member(const api::Request& request, api::Services& services) {
    const auto receipt = remove_member(request.context(services), services.erasure_ledger, request.id<MemberId>(),
                                       request.expected_version());
    return api::respond_ok(ReceiptBody{
        .id = receipt.member,
        .deleted = {"profile", "picture", "password", "sessions", "api_tokens", "assignments", "invitation", "mail"},
        .sessions_ended = receipt.sessions,
        .api_tokens_revoked = receipt.api_tokens,
        .assignments_deleted = receipt.assignments,
        .mail_deleted = receipt.emails,
        .erase_by = receipt.erase_by,
        .erased_from = name_of(receipt.erased_from),
    });
}

}  // namespace rollcall::members
