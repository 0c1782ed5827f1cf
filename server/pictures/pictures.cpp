#include "pictures/pictures.hpp"

#include "access/member_row_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "jobs/unreferenced_blobs.hpp"
#include "pictures/picture_reader.hpp"

namespace rollcall::pictures {

using access::CurrentCaller;
using database::Transaction;

PictureVersion set_own_picture(const access::Context& context, storage::Blobs& blobs, PictureReader& reader,
                               std::string_view bytes) {
    const auto picture = reader.read(context.caller.member, bytes);
    const PictureVersion version = make_uuid(context.now());
    const auto blob = blob_of(version);

    jobs::put_unreferenced_blob(context.database, blobs, context.clock, blob, picture);
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        if (!jobs::claim_unreferenced_blob(tx, blob, now)) {
            throw Error::unavailable("The picture could not be kept in time. Try again.");
        }
        release_picture(tx, caller.member);
        access::update_member_picture(tx, caller.member, version);
        audit::record(tx, now, caller, "picture.changed", caller.member.text());
    });
    return version;
}

void remove_own_picture(const access::Context& context) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        if (!find_picture_version(tx, caller.member)) return;
        release_picture(tx, caller.member);
        access::update_member_picture(tx, caller.member, std::nullopt);
        audit::record(tx, context.now(), caller, "picture.removed", caller.member.text());
    });
}

Picture get_picture(database::Database& database, storage::Blobs& blobs, const MemberId& member) {
    const auto find_version = [&] {
        return database.read([&](Transaction& tx) { return find_picture_version(tx, member); });
    };
    for (auto version = find_version(); version;) {
        if (auto bytes = blobs.get(blob_of(*version))) return {*version, *std::move(bytes)};
        // The picture was replaced after its row was read: then the row has another version.
        const auto current = find_version();
        if (current == version) break;
        version = current;
    }
    throw Error::not_found();
}

void release_picture(Transaction& tx, const MemberId& member) {
    if (const auto version = find_picture_version(tx, member)) {
        jobs::insert_unreferenced_blob_row(tx, blob_of(*version), jobs::at_once);
    }
}

bool delete_released_pictures(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                              const std::stop_token& stop) {
    return jobs::delete_unreferenced_blobs_in(blob_folder, database, blobs, clock, stop);
}

}  // namespace rollcall::pictures
