#include "erasures/erasure_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "erasures/number_erasures.hpp"
#include "jobs/periodic_worker.hpp"

namespace rollcall::erasures {

BOOST_DESCRIBE_STRUCT(EraseNumber, (), (phone, dry_run, add_to_do_not_call))

namespace {

struct ErasureBody {
    ErasureId id;
    MemberId requested_by;
    Time requested_at;
    Time erase_by;
    std::optional<Time> erased_at;
    std::string_view erased_from;
    ErasureCounts counts;
};
BOOST_DESCRIBE_STRUCT(ErasureBody, (), (id, requested_by, requested_at, erase_by, erased_at, erased_from, counts))

struct DryRunBody {
    ErasureCounts counts;
};
BOOST_DESCRIBE_STRUCT(DryRunBody, (), (counts))

ErasureBody present(const NumberErasure& erasure, const database::Database& database) {
    const bool is_every_file = database.erases_from() == database::Database::ErasedFrom::every_file;
    return {.id = erasure.id,
            .requested_by = erasure.requested_by,
            .requested_at = erasure.requested_at,
            .erase_by = erasure.erase_by,
            .erased_at = erasure.erased_at,
            .erased_from = is_every_file ? "data_folder" : "tables",
            .counts = erasure.counts};
}

}  // namespace

http::Response handle_list_number_erasures(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = erasure_sorts, .default_sort = "-requested_at"});
    const auto page = get_number_erasures(request.context(services), list.page);
    return api::respond_ok(page, [&](const NumberErasure& erasure) { return present(erasure, services.database); });
}

http::Response handle_erase_number(const api::Request& request, api::Services& services) {
    const NumberErasureContext work{services.database, services.blobs, services.clock, services.key,
                                    services.erasure_ledger};
    const auto receipt = erase_number(request.context(services), work, request.body<EraseNumber>());
    if (!receipt.erasure) return api::respond_ok(DryRunBody{receipt.counts});
    services.number_erasures.wake();
    auto response = api::respond_ok(present(*receipt.erasure, services.database));
    response.status = 202;
    return response;
}

}  // namespace rollcall::erasures
