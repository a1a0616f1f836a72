-- Takes whoever has used up most of the time that was promised, as long as enough agents stay free for the first
-- line: a cross of EDF and reservation that no built-in policy is. Parameters: `reserve`, how many agents stay free;
-- `unless`, the wait after which that no longer holds.

function select(question, waiting)
  local best, most
  for i, line in ipairs(waiting) do
    local spared = line.rank > 0 and question.free <= parameters.reserve and line.waited < parameters.unless
    local promised = line.due and line.due - line.since or day
    local used = line.waited / math.max(promised, 1)
    if not spared and (best == nil or used > most) then
      best, most = i, used
    end
  end
  return best -- nil: nobody, the agent stays free
end

-- The fastest group with most of its agents free.
function route(question, servers)
  local best, least
  for i, group in ipairs(servers) do
    local load = group.mean_service * (1 - group.free / math.max(group.present, 1))
    if best == nil or load < least then
      best, least = i, load
    end
  end
  return best
end
