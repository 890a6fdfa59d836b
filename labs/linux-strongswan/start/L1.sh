# L1: the way to the other router, and a network behind it
sysctl -qw net.ipv4.ip_forward=1
ip link set {{L1.wan.name}} up
ip addr add {{L1.wan}}/{{wan.length}} dev {{L1.wan.name}}
ip link add lan0 type dummy
ip addr add {{L1.lan}}/{{lan1.length}} dev lan0
ip link set lan0 up
