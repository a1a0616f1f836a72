-- Each free agent is as likely as any other, whatever his group.
function route(question, servers)
  local free = 0
  for _, group in ipairs(servers) do
    free = free + group.free
  end
  local left = random(0) * free
  for i, group in ipairs(servers) do
    left = left - group.free
    if left < 0 then
      return i
    end
  end
  return #servers
end
