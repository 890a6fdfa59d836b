# sourced at boot
hostname Site2-Host2
ip addr add {{H4.lan}}/{{purple.length}} dev {{H4.lan.name}}
ip link set dev {{H4.lan.name}} up
ip route add default via {{RTR2.purple}}
