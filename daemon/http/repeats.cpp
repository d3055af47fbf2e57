#include "daemon/http/repeats.hpp"

#include "runtime/base/hash.hpp"

namespace playmaker::http {
namespace {

constexpr std::size_t kKeysMax = 4'096;          // with answers of a few hundred bytes: about a megabyte
constexpr std::size_t kKeyBytesMax = 256;
constexpr std::size_t kAnswerBytesMax = 64u << 10;   // a larger answer is not kept: its request is simply done again

}  // namespace

base::Result<Respond> Repeats::begin(const Request& request, const Respond& respond) {
  if (request.idempotency_key.size() > kKeyBytesMax)
    return base::invalid("key_too_long", "an Idempotency-Key has at most 256 bytes", "Idempotency-Key 最多 256 字节");
  const std::string key = request.authorization + '\n' + request.target + '\n' + request.idempotency_key;
  const std::uint64_t content = base::hash64(request.content_type + '\n' + request.body);
  if (const auto found = entries_.find(key); found != entries_.end()) {
    const Entry& entry = *found->second;
    if (entry.content != content)
      return base::invalid("key_reused", "this Idempotency-Key came with another content: use a new key",
                           "此 Idempotency-Key 已用于另一内容:请换一个新的键");
    if (!entry.response)
      return base::busy("key_in_flight", "the first request with this Idempotency-Key is not answered yet: try again",
                        "使用此 Idempotency-Key 的第一个请求尚未答复:请稍后再试");
    Response again = *entry.response;
    again.headers.push_back({"Idempotency-Replayed", "true"});
    respond([again = std::move(again)] { return again; });
    return Respond{};
  }
  auto entry = std::make_shared<Entry>();
  entry->content = content;
  entries_.emplace(key, entry);
  order_.push_back(key);
  if (order_.size() > kKeysMax) {
    entries_.erase(order_.front());
    order_.pop_front();
  }
  // Only what was done is remembered; a refusal for lack of room or a failure may be tried again under the same key.
  return Respond([this, entry, key, respond](std::function<Response()> make) {
    respond([this, entry, key, make = std::move(make)] {
      Response response = make();
      if (response.status < 429 && response.body.size() <= kAnswerBytesMax) {
        entry->response = response;
      } else if (const auto found = entries_.find(key); found != entries_.end() && found->second == entry) {
        entries_.erase(found);
      }
      return response;
    });
  });
}

}  // namespace playmaker::http
